/* sentences-drawing.h — two sentences as text, linked words lit, on any cairo surface
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
  PangoLayout   *layout;  /* NULL until it is needed */
  double         y;       /* px, where the text begins, as it was placed last */
} HeedSentence;

/* To be begun with _init and ended with _clear; the matrix is that of the picture. */
typedef struct {
  PangoContext       *context;
  HeedHeatmapPicture *picture;  /* of labels and weights; it is not drawn */
  HeedSentence        blocks[HEED_N_SENTENCES];
  HeedAttentionKind   kind;
  HeedPlace           focus;    /* whose partners are lit; -1: nobody's */
  double              least;    /* lighter weights light nobody */
} HeedSentences;

void      heed_sentences_init         (HeedSentences           *self,
                                       PangoContext            *context);
void      heed_sentences_clear        (HeedSentences           *self);

/* Copied; whether the text is another one. */
gboolean  heed_sentences_set_tokens   (HeedSentences           *self,
                                       guint                    index,
                                       const HeedToken         *tokens,
                                       guint                    n_tokens);

/* After the font has changed. */
void      heed_sentences_drop_layouts (HeedSentences           *self);

/* Breaks both texts to that width; the height of all, px. */
int       heed_sentences_place        (HeedSentences           *self,
                                       int                      width);
HeedPlace heed_sentences_find         (const HeedSentences     *self,
                                       double                   x,
                                       double                   y);

/* Does not paint the paper behind. */
void      heed_sentences_draw         (HeedSentences           *self,
                                       cairo_t                 *cr,
                                       int                      width,
                                       const HeedHeatmapColors *colors);

G_END_DECLS
