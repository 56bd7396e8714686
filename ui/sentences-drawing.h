/* sentences-drawing.h — draws two sentences as text with linked words highlighted, on any surface
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/heatmap-drawing.h"
#include "ui/partners.h"
#include "ui/token-text.h"

G_BEGIN_DECLS

enum {
  HEED_SENTENCE_SOURCE,
  HEED_SENTENCE_TARGET,
  HEED_N_SENTENCES
};

typedef struct {
  HeedTokenText *text;    /* never NULL */
  PangoLayout   *layout;  /* NULL until needed */
  double         y;       /* px, top of the text, set by heed_sentences_place() */
} HeedSentence;

/* Must be initialized with _init() and freed with _clear(). The
 * weights are the picture's matrix. */
typedef struct {
  PangoContext       *context;
  HeedHeatmapPicture *picture;  /* holds labels and weights; it is not drawn */
  HeedSentence        blocks[HEED_N_SENTENCES];
  HeedAttentionKind   kind;
  HeedPlace           focus;    /* the token whose partners are highlighted; index -1: none */
  double              least;    /* minimum weight of a partner */
} HeedSentences;

void      heed_sentences_init         (HeedSentences           *self,
                                       PangoContext            *context);
void      heed_sentences_clear        (HeedSentences           *self);

/* Copied. Returns whether the text has changed. */
gboolean  heed_sentences_set_tokens   (HeedSentences           *self,
                                       guint                    index,
                                       const HeedToken         *tokens,
                                       guint                    n_tokens);

/* Must be called after the font has changed. */
void      heed_sentences_drop_layouts (HeedSentences           *self);

/* Wraps both texts to the width, px, and returns the total height, px. */
int       heed_sentences_place        (HeedSentences           *self,
                                       int                      width);
HeedPlace heed_sentences_find         (const HeedSentences     *self,
                                       double                   x,
                                       double                   y);

/* Does not paint the paper behind the text. */
void      heed_sentences_draw         (HeedSentences           *self,
                                       cairo_t                 *cr,
                                       int                      width,
                                       const HeedHeatmapColors *colors);

G_END_DECLS
