/* token-label.h — the label of a token on the screen
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <pango/pango.h>

#include "engine/values.h"

G_BEGIN_DECLS

char *heed_token_label_new (const HeedToken *token) G_GNUC_WARN_UNUSED_RESULT;
gboolean       heed_token_label_is_space     (const HeedToken *token);
char **heed_token_label_new_list (const HeedToken *tokens,
                                  guint n_tokens) G_GNUC_WARN_UNUSED_RESULT;
PangoLanguage *heed_token_label_get_language (const char      *label);
PangoAttrList *heed_token_label_new_attributes (const char *label) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
