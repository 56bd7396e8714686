/* decoder.h — decodes one sentence in the background, starting over at will
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/engine-worker.h"
#include "app/tokens.h"

G_BEGIN_DECLS

/* At this position take this token instead of the most probable one. */
typedef struct {
  guint   position;  /* t */
  guint32 token_id;
} HeedChoice;

/* What to decode. It is copied; arrays are sorted and without repeats. */
typedef struct {
  HeedModel        *model;
  const char       *text;
  const guint      *hidden;     /* source positions that nothing may look at */
  guint             n_hidden;
  const HeedChoice *choices;
  guint             n_choices;
} HeedDecoderRequest;

/* What has happened since the last news of the same request. */
typedef struct {
  HeedTokens      *source;    /* NULL, or the sentence: forget all older steps */
  HeedStep *const *steps;     /* come after those already known */
  guint            n_steps;
  gboolean         finished;  /* the last news of this request */
  const GError    *error;     /* why it finished early, or NULL */
  double           seconds;   /* the engine's own time for this request so far */
} HeedDecoderNews;

typedef void (*HeedDecoderFunc) (const HeedDecoderNews *news,
                                 gpointer               user_data);

typedef struct _HeedDecoder HeedDecoder;

HeedDecoder *heed_decoder_new    (HeedEngineWorker         *worker,
                                  HeedDecoderFunc           callback,
                                  gpointer                  user_data);
void         heed_decoder_free   (HeedDecoder              *decoder);

void         heed_decoder_decode (HeedDecoder              *decoder,
                                  const HeedDecoderRequest *request);
void         heed_decoder_stop   (HeedDecoder              *decoder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedDecoder, heed_decoder_free)

G_END_DECLS
