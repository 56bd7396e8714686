/* refused.h — checks that models are refused with the right error
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* code is a HeedError; what is a part of the error message. */
void assert_refused (const char *path,
                     int         code,
                     const char *what);

G_END_DECLS
