/* stdlib.h - what the tests use of the header of that name; libc.c has it. */
#pragma once
#include <stddef.h>

void abort(void) __attribute__((noreturn));
char *getenv(const char *name);                                /* there is no environment: always NULL */
unsigned long strtoul(const char *text, char **end, int base); /* decimal only */
long long strtoll(const char *text, char **end, int base);     /* decimal only */
void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *));
