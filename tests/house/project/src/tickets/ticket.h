#pragma once

int ticket();
