/* string.h - what the tests use of the header of that name; libc.c has it. */
#pragma once
#include <stddef.h>

void *memcpy(void *to, const void *from, size_t len);
void *memmove(void *to, const void *from, size_t len);
void *memset(void *at, int byte, size_t len);
int memcmp(const void *a, const void *b, size_t len);
size_t strlen(const char *text);
size_t strnlen(const char *text, size_t cap);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t len);
char *strcpy(char *to, const char *from);
char *strcat(char *to, const char *from);
char *strchr(const char *text, int c);
char *strstr(const char *text, const char *part);
