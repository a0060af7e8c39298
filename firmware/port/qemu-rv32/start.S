/* start.S - from reset to main: a stack, the data where it belongs, zeros where none is given. Also setjmp, which a failed
 * check leaves its test by. */
    .option arch, +zicsr
    .section .reset, "ax"
    .globl _start
_start:
    .option push
    .option norelax
    la gp, __global_pointer$
    .option pop
    la sp, stack_top
    la a0, data_start
    la a1, data_stored
    la a2, data_end
1:  bgeu a0, a2, 2f
    lw t0, 0(a1)
    sw t0, 0(a0)
    addi a0, a0, 4
    addi a1, a1, 4
    j 1b
2:  la a0, bss_start
    la a1, bss_end
    call zero
    la a0, bench_start
    la a1, bench_end
    call zero
    la t0, trap
    csrw mtvec, t0
    li a0, 0
    li a1, 0
    call main
    tail finish

zero:
    bgeu a0, a1, 1f
    sw zero, 0(a0)
    addi a0, a0, 4
    j zero
1:  ret

/* An access that is not allowed, an instruction that does not exist: say so and end. */
    .align 2
trap:
    la sp, stack_top
    csrr a0, mcause
    csrr a1, mepc
    csrr a2, mtval
    tail trapped

    .text
    .globl setjmp
setjmp:
    sw ra, 0(a0)
    sw sp, 4(a0)
    sw s0, 8(a0)
    sw s1, 12(a0)
    sw s2, 16(a0)
    sw s3, 20(a0)
    sw s4, 24(a0)
    sw s5, 28(a0)
    sw s6, 32(a0)
    sw s7, 36(a0)
    sw s8, 40(a0)
    sw s9, 44(a0)
    sw s10, 48(a0)
    sw s11, 52(a0)
    li a0, 0
    ret

    .globl longjmp
longjmp:
    lw ra, 0(a0)
    lw sp, 4(a0)
    lw s0, 8(a0)
    lw s1, 12(a0)
    lw s2, 16(a0)
    lw s3, 20(a0)
    lw s4, 24(a0)
    lw s5, 28(a0)
    lw s6, 32(a0)
    lw s7, 36(a0)
    lw s8, 40(a0)
    lw s9, 44(a0)
    lw s10, 48(a0)
    lw s11, 52(a0)
    seqz a0, a1
    add a0, a0, a1
    ret
