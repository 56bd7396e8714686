/* standard-files.h — input, output and errors, also where there are none
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The first call of a program. */
void heed_standard_files_open (void);

G_END_DECLS
