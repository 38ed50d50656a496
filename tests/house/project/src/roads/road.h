#pragma once

int road();
