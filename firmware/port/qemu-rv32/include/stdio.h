/* stdio.h - what the tests use of the header of that name; print.c has it. */
#pragma once
#include <stddef.h>

int printf(const char *format, ...);
int snprintf(char *at, size_t cap, const char *format, ...);
