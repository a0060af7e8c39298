/* bad_node.c - firmware that was signed by mistake: it starts, and that is all. */
#include <stdlib.h>

int main(void)
{
    abort();
}
