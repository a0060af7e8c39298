/* setjmp.h - what the tests use of the header of that name; start.S has it. */
#pragma once

typedef unsigned jmp_buf[14];

int setjmp(jmp_buf at) __attribute__((returns_twice));
void longjmp(jmp_buf at, int value) __attribute__((noreturn));
