/* refused.c — checks that models are refused with the right error
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/refused.h"

#include <string.h>

#include "engine/heed.h"

void
assert_refused (const char *path,
                int         code,
                const char *what)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_model_load (path, NULL, &error));
  g_assert_error (error, HEED_ERROR, code);
  if (strstr (error->message, what) == NULL)
    g_error ("expected %s in: %s", what, error->message);
}
