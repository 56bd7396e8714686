/* standard-files.h — making sure that the standard input, output and error files are open
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* To be called first in main(). */
void heed_standard_files_open (void);

G_END_DECLS
