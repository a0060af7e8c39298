/* print.c - printf for the tests: %c %d %i %u %x %s %% with 0, width, precision, and h, l, ll, z. No floating point. */
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define UART       ((volatile uint8_t *)0x10000000u) /* 16550 */
#define LINE_READY 5
#define ROOM       0x20u

typedef struct {
    char *at; /* NULL: the serial line */
    size_t cap;
    size_t len;
} out_t;

static void put(out_t *o, char c)
{
    if (o->at == NULL) {
        while ((UART[LINE_READY] & ROOM) == 0) {
        }
        *UART = (uint8_t)c;
    } else if (o->len + 1 < o->cap) {
        o->at[o->len] = c;
    }
    o->len++;
}

static void put_text(out_t *o, const char *text, size_t len, int width, char pad)
{
    for (int i = (int)len; i < width; i++) {
        put(o, pad);
    }
    for (size_t i = 0; i < len; i++) {
        put(o, text[i]);
    }
}

static void put_number(out_t *o, unsigned long long value, bool negative, unsigned base, int width, char pad)
{
    char digit[24];
    size_t at = sizeof digit;
    do {
        digit[--at] = "0123456789abcdef"[value % base];
        value /= base;
    } while (value > 0);
    if (negative && pad == '0') {
        put(o, '-');
        width--;
    } else if (negative) {
        digit[--at] = '-';
    }
    put_text(o, digit + at, sizeof digit - at, width, pad);
}

static unsigned long long take(va_list *args, int longs, bool is_signed)
{
    if (longs >= 2) {
        return va_arg(*args, unsigned long long);
    }
    return is_signed ? (unsigned long long)va_arg(*args, int) : va_arg(*args, unsigned);
}

static const char *number_of(const char *f, va_list *args, int *out)
{
    if (*f == '*') {
        *out = va_arg(*args, int);
        return f + 1;
    }
    for (*out = 0; *f >= '0' && *f <= '9'; f++) {
        *out = *out * 10 + (*f - '0');
    }
    return f;
}

static const char *convert(out_t *o, const char *f, va_list *args)
{
    char pad = *f == '0' ? '0' : ' ';
    int width = 0;
    int precision = INT32_MAX;
    int longs = 0;
    f = number_of(f, args, &width);
    if (*f == '.') {
        f = number_of(f + 1, args, &precision);
    }
    for (; *f == 'l' || *f == 'h' || *f == 'z'; f++) {
        longs += *f == 'l' ? 1 : 0;
    }
    if (*f == 's') {
        const char *text = va_arg(*args, const char *);
        size_t len = 0;
        while (len < (size_t)precision && text[len] != '\0') {
            len++;
        }
        put_text(o, text, len, width, ' ');
    } else if (*f == 'd' || *f == 'i') {
        long long value = (long long)take(args, longs, true);
        put_number(o, value < 0 ? 0ull - (unsigned long long)value : (unsigned long long)value, value < 0, 10, width,
                   pad);
    } else if (*f == 'u' || *f == 'x') {
        put_number(o, take(args, longs, false), false, *f == 'x' ? 16 : 10, width, pad);
    } else {
        put(o, *f == 'c' ? (char)va_arg(*args, int) : *f);
    }
    return f + 1;
}

static int print(out_t *o, const char *f, va_list *args)
{
    while (*f != '\0') {
        if (*f == '%') {
            f = convert(o, f + 1, args);
        } else {
            put(o, *f++);
        }
    }
    return (int)o->len;
}

int printf(const char *format, ...)
{
    out_t o = {0};
    va_list args;
    va_start(args, format);
    int len = print(&o, format, &args);
    va_end(args);
    return len;
}

int snprintf(char *at, size_t cap, const char *format, ...)
{
    out_t o = {.at = at, .cap = cap};
    va_list args;
    va_start(args, format);
    int len = print(&o, format, &args);
    va_end(args);
    if (cap > 0) {
        at[o.len < cap ? o.len : cap - 1] = '\0';
    }
    return len;
}
