/* test-standard-files.c — a program that is started without standard input, output or error
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <unistd.h>

#include "app/core/files/standard-files.h"

/* Reports the result as the exit status, since the standard files may be closed. */
static int
run_without (int file)
{
  char letter;

  close (file);
  heed_standard_files_open ();

  if (fcntl (file, F_GETFD) < 0)
    return 1;

  /* A new file must not get the number of a standard one. */
  if (open ("/dev/null", O_RDONLY) <= STDERR_FILENO)
    return 2;

  if (file == STDIN_FILENO)
    return read (file, &letter, 1) == 0 ? 0 : 3;

  return write (file, "x", 1) < 0 && errno == EBADF ? 0 : 4;
}

static void
test_standard_files_closed (gconstpointer data)
{
  if (g_test_subprocess ())
    _exit (run_without (GPOINTER_TO_INT (data)));

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

static void
test_standard_files_open_ones_stay (void)
{
  if (g_test_subprocess ())
    {
      heed_standard_files_open ();
      _exit (write (STDOUT_FILENO, "still here", 10) == 10 ? 0 : 1);
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*still here*");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/app/standard-files/closed-input-ends", GINT_TO_POINTER (STDIN_FILENO),
                        test_standard_files_closed);
  g_test_add_data_func ("/app/standard-files/closed-output-is-an-error",
                        GINT_TO_POINTER (STDOUT_FILENO), test_standard_files_closed);
  g_test_add_data_func ("/app/standard-files/closed-errors-are-nobodys",
                        GINT_TO_POINTER (STDERR_FILENO), test_standard_files_closed);
  g_test_add_func ("/app/standard-files/open-ones-stay", test_standard_files_open_ones_stay);

  return g_test_run ();
}
