/* decoder.h — decoding one sentence in the background, restarted by every request
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes/changes.h"
#include "app/core/translation/decoding.h"
#include "app/core/translation/questions.h"
#include "app/core/translation/translation.h"
#include "app/core/work/engine-worker.h"

G_BEGIN_DECLS

/* @news holds everything since the previous call: if it has a source, all earlier steps are
 * void; otherwise its steps follow those already known. The callback may steal members of
 * it. */
typedef void (*HeedDecoderFunc) (HeedTranslation *news,
                                 gpointer         user_data);

typedef struct _HeedDecoder HeedDecoder;

HeedDecoder *heed_decoder_new    (HeedEngineWorker  *worker,
                                  HeedDecoderFunc    callback,
                                  gpointer           user_data);
void         heed_decoder_free   (HeedDecoder       *decoder);

/* A complete request; everything in it is copied. */
typedef struct {
  HeedModel          *model;     /* the model that translates */
  const char         *text;      /* the sentence */
  const HeedChanges  *changes;   /* the changes to make */
  const HeedDecoding *decoding;  /* how to choose tokens */
  HeedAttentionSite   site;      /* the attention that is shown */
} HeedDecoderWish;

void         heed_decoder_decode (HeedDecoder           *decoder,
                                  const HeedDecoderWish *wish);
void         heed_decoder_stop   (HeedDecoder       *decoder);

/* Returns the object through which questions about the decoded sentence are put; borrowed. */
HeedQuestionGround *heed_decoder_get_ground (HeedDecoder *decoder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedDecoder, heed_decoder_free)

G_END_DECLS
