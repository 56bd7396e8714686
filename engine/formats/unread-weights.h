/* unread-weights.h — what becomes of tensors that no part of a network reads
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"
#include "engine/networks/unread.h"

G_BEGIN_DECLS

/* ignore is a list of names, "decoder.extra.*" for all that begin so: they are
 * no weights then. NULL: none. */
gboolean  heed_unread_ignore  (GPtrArray       *unread,
                               HeedWeights     *weights,
                               const HeedJson  *ignore,
                               GError         **error);

/* FALSE, with an error that names the first of them, if any is a weight. */
gboolean  heed_unread_refuse  (GPtrArray    *unread,
                               GError      **error);

/* One line on those that are weights; NULL if there is none. */
char     *heed_unread_warn    (GPtrArray    *unread);

G_END_DECLS
