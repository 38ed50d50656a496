#pragma once

int name();
