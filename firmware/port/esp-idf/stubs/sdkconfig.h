/* The tests give the board on the command line. */
#pragma once
