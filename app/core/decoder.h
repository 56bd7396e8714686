/* decoder.h — decodes one sentence in the background, starting over at will
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes.h"
#include "app/core/decoding.h"
#include "app/core/engine-worker.h"
#include "app/core/questions.h"
#include "app/core/translation.h"

G_BEGIN_DECLS

/* @news is what has happened since the last time: if it has a source, all older
 * steps of the sentence are void; its steps come after those already known. The
 * callback may take things out of it. */
typedef void (*HeedDecoderFunc) (HeedTranslation *news,
                                 gpointer         user_data);

typedef struct _HeedDecoder HeedDecoder;

HeedDecoder *heed_decoder_new    (HeedEngineWorker  *worker,
                                  HeedDecoderFunc    callback,
                                  gpointer           user_data);
void         heed_decoder_free   (HeedDecoder       *decoder);

/* What is wanted as a whole; all of it is copied. */
typedef struct {
  HeedModel          *model;     /* what to translate with */
  const char         *text;      /* the sentence */
  const HeedChanges  *changes;   /* what to do differently */
  const HeedDecoding *decoding;  /* how to choose tokens */
  HeedAttentionSite   site;      /* where it is looked at */
} HeedDecoderWish;

void         heed_decoder_decode (HeedDecoder           *decoder,
                                  const HeedDecoderWish *wish);
void         heed_decoder_stop   (HeedDecoder       *decoder);

/* What can be asked of what is decoded, by whoever wants to know. */
HeedQuestionGround *heed_decoder_get_ground (HeedDecoder *decoder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedDecoder, heed_decoder_free)

G_END_DECLS
