/* error.c — the errors of a command, and its exit status
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tested together with the code that returns such errors: test-verb.c, test-options.c.
 */

#include "app/cli/error.h"

G_DEFINE_QUARK (heed-cli-error-quark, heed_cli_error)
