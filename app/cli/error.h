/* error.h — the errors of a command, and its exit status
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEED_CLI_NAME "heed-cli"

typedef enum {
  HEED_EXIT_DONE        = 0,
  HEED_EXIT_MISSED      = 1,  /* done, but a threshold asked for was missed */
  HEED_EXIT_USE         = 2,  /* wrong use: options or arguments */
  HEED_EXIT_DATA        = 3,  /* wrong data: file, model or text */
  HEED_EXIT_INTERRUPTED = 4
} HeedExit;

#define HEED_CLI_ERROR (heed_cli_error_quark ())

/* The errors of verbs, in addition to those of the engine, GIO and GOption. */
typedef enum {
  HEED_CLI_ERROR_MISSED,  /* exit status 1 */
  HEED_CLI_ERROR_USE,     /* 2 */
  HEED_CLI_ERROR_DATA     /* 3 */
} HeedCliError;

GQuark heed_cli_error_quark (void);

G_END_DECLS
