#include "heap.h"
#include "tk_test.h"

#define MANY 1000

static heap_t heap;

TEST(the_first_is_the_one_that_is_due_first_however_they_are_moved)
{
    uint32_t seed = 3;
    CHECK_INT(0, heap_init(&heap, MANY));
    for (int step = 0; step < 20000; step++) {
        seed = seed * 1664525u + 1013904223u;
        heap_move(&heap, (seed >> 8) % MANY, (seed >> 4) % 5000);
        if (step % 50 == 0) {
            uint64_t least = UINT64_MAX;
            for (int i = 0; i < MANY; i++) {
                least = heap.due[i] < least ? heap.due[i] : least;
                CHECK_INT(i, heap.order[heap.place[i]]);
            }
            CHECK_INT(least, heap.due[heap_first(&heap)]);
        }
    }
    heap_free(&heap);
}

TEST(everybody_has_a_turn)
{
    int turns[10] = {0};
    CHECK_INT(0, heap_init(&heap, 10));
    for (uint64_t now = 1; now <= 1000; now++) {
        uint32_t first = heap_first(&heap);
        turns[first]++;
        heap_move(&heap, first, now);
    }
    for (int i = 0; i < 10; i++) {
        CHECK_INT(100, turns[i]);
    }
    heap_free(&heap);
}

int main(void)
{
    RUN(the_first_is_the_one_that_is_due_first_however_they_are_moved);
    RUN(everybody_has_a_turn);
    return tk_test_end();
}
