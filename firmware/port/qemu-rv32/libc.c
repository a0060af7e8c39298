/* libc.c - the few functions that the compiler and the tests ask for, and the end of the run. The core calls memcpy,
 * memmove, memset and memcmp at most. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* QEMU's test finisher: pass, or fail with a status. */
#define FINISHER ((volatile uint32_t *)0x00100000u)
#define PASS     0x5555u
#define FAIL     0x3333u

void finish(int status) __attribute__((noreturn));
void trapped(uint32_t cause, uint32_t at, uint32_t value) __attribute__((noreturn));

void finish(int status)
{
    *FINISHER = status == 0 ? PASS : (uint32_t)status << 16 | FAIL;
    for (;;) {
    }
}

void trapped(uint32_t cause, uint32_t at, uint32_t value)
{
    printf("    trap %u at %x, %x\n0 passed, 1 failed\n", (unsigned)cause, (unsigned)at, (unsigned)value);
    finish(1);
}

void abort(void)
{
    printf("    aborted\n0 passed, 1 failed\n");
    finish(1);
}

char *getenv(const char *name)
{
    (void)name;
    return NULL;
}

void *memcpy(void *to, const void *from, size_t len)
{
    uint8_t *t = to;
    const uint8_t *f = from;
    for (; ((uintptr_t)t | (uintptr_t)f) % 4u == 0 && len >= 4; len -= 4, t += 4, f += 4) {
        *(uint32_t *)(void *)t = *(const uint32_t *)(const void *)f;
    }
    while (len-- > 0) {
        *t++ = *f++;
    }
    return to;
}

void *memmove(void *to, const void *from, size_t len)
{
    uint8_t *t = to;
    const uint8_t *f = from;
    if (t <= f) {
        return memcpy(to, from, len);
    }
    while (len-- > 0) {
        t[len] = f[len];
    }
    return to;
}

void *memset(void *at, int byte, size_t len)
{
    uint8_t *t = at;
    uint32_t word = (uint8_t)byte * 0x01010101u;
    for (; (uintptr_t)t % 4u == 0 && len >= 4; len -= 4, t += 4) {
        *(uint32_t *)(void *)t = word;
    }
    while (len-- > 0) {
        *t++ = (uint8_t)byte;
    }
    return at;
}

int memcmp(const void *a, const void *b, size_t len)
{
    const uint8_t *p = a;
    const uint8_t *q = b;
    for (; len > 0; len--, p++, q++) {
        if (*p != *q) {
            return *p - *q;
        }
    }
    return 0;
}

size_t strnlen(const char *text, size_t cap)
{
    size_t len = 0;
    while (len < cap && text[len] != '\0') {
        len++;
    }
    return len;
}

size_t strlen(const char *text)
{
    return strnlen(text, SIZE_MAX);
}

int strncmp(const char *a, const char *b, size_t len)
{
    for (; len > 0; len--, a++, b++) {
        if (*a != *b || *a == '\0') {
            return (uint8_t)*a - (uint8_t)*b;
        }
    }
    return 0;
}

int strcmp(const char *a, const char *b)
{
    return strncmp(a, b, SIZE_MAX);
}

char *strcpy(char *to, const char *from)
{
    return memcpy(to, from, strlen(from) + 1);
}

char *strcat(char *to, const char *from)
{
    strcpy(to + strlen(to), from);
    return to;
}

char *strchr(const char *text, int c)
{
    while (*text != (char)c && *text != '\0') {
        text++;
    }
    return *text == (char)c ? (char *)text : NULL;
}

char *strstr(const char *text, const char *part)
{
    size_t len = strlen(part);
    while (strncmp(text, part, len) != 0) {
        if (*text++ == '\0') {
            return NULL;
        }
    }
    return (char *)text;
}

long long strtoll(const char *text, char **end, int base)
{
    long long value = 0;
    const char *at = text + (*text == '-' ? 1 : 0);
    (void)base;
    for (; *at >= '0' && *at <= '9'; at++) {
        value = value * 10 + (*at - '0');
    }
    if (end != NULL) {
        *end = (char *)at;
    }
    return *text == '-' ? -value : value;
}

unsigned long strtoul(const char *text, char **end, int base)
{
    return (unsigned long)strtoll(text, end, base);
}

static void swap(uint8_t *a, uint8_t *b, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        uint8_t kept = a[i];
        a[i] = b[i];
        b[i] = kept;
    }
}

static void sink(uint8_t *base, size_t at, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    for (size_t child = 2 * at + 1; child < count; child = 2 * at + 1) {
        if (child + 1 < count && compare(base + child * size, base + (child + 1) * size) < 0) {
            child++;
        }
        if (compare(base + at * size, base + child * size) >= 0) {
            return;
        }
        swap(base + at * size, base + child * size, size);
        at = child;
    }
}

/* By a heap: no recursion, and no order that makes it slow. */
void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    for (size_t at = count / 2; at > 0; at--) {
        sink(base, at - 1, count, size, compare);
    }
    for (size_t left = count; left > 1; left--) {
        swap(base, (uint8_t *)base + (left - 1) * size, size);
        sink(base, 0, left - 1, size, compare);
    }
}
