/* token-strip.h — a row of tokens as chips that can be pressed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "engine/values.h"

G_BEGIN_DECLS

#define HEED_TYPE_TOKEN_STRIP (heed_token_strip_get_type ())
G_DECLARE_FINAL_TYPE (HeedTokenStrip, heed_token_strip, HEED, TOKEN_STRIP, GtkWidget)

GtkWidget *heed_token_strip_new          (void);

/* Copied. A chip whose text stays the same stays hidden or visible. */
void       heed_token_strip_set_tokens   (HeedTokenStrip  *self,
                                          const HeedToken *tokens,
                                          guint            n_tokens);
guint      heed_token_strip_get_n_tokens (HeedTokenStrip  *self);

/* The bounds of a chip; FALSE if there is none. */
gboolean   heed_token_strip_compute_bounds (HeedTokenStrip  *self,
                                          guint            index,
                                          GtkWidget       *in,
                                          graphene_rect_t *bounds);

int        heed_token_strip_get_selected (HeedTokenStrip  *self);
void       heed_token_strip_set_selected (HeedTokenStrip  *self,
                                          int              index);

/* Marks the tokens selected together, in order; the selected token stays marked too. */
void       heed_token_strip_mark         (HeedTokenStrip  *self,
                                          const guint     *tokens,
                                          guint            n_tokens);

gboolean   heed_token_strip_get_hidden   (HeedTokenStrip  *self,
                                          guint            index);
void       heed_token_strip_set_hidden   (HeedTokenStrip  *self,
                                          guint            index,
                                          gboolean         is_hidden);

G_END_DECLS
