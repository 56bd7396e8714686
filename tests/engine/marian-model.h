/* marian-model.h — MarianMT models with random weights, in the formats of two tools
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/weights.h"

G_BEGIN_DECLS

typedef struct {
  guint width;
  guint n_heads;
  guint feed_forward;
  guint n_encoder_layers;
  guint n_decoder_layers;
  guint vocabulary;        /* including <pad>, which is the last */
} MarianSizes;

/* Tensors under Hugging Face's names. </s> is 0, <unk> is 1, <pad> is the last and has a zero
 * embedding, as in models that Hugging Face converted from Marian's own files. */
typedef struct {
  MarianSizes  sizes;
  GArray      *arrays;     /* HeedArray */
  GPtrArray   *owned;
} MarianModel;

MarianModel *marian_model_new                (const MarianSizes  *sizes,
                                              guint32             seed);
void         marian_model_free               (MarianModel        *model);
const float *marian_model_find               (MarianModel        *model,
                                              const char         *name);

/* Both functions create the folder and return its path. config: additional
 * members of config.json, such as `"max_length": 512, `, or "". */
char        *marian_model_write_huggingface  (MarianModel        *model,
                                              const char         *name,
                                              const char         *config);

/* dtype: F32, F16, I16 or I8 for matrices; with F16, vectors are stored in it too. version: 3 to
 * 6. As in the output of CTranslate2's converter, there is no <pad>, and decoding starts with a
 * zero embedding. */
char        *marian_model_write_ctranslate2  (MarianModel        *model,
                                              const char         *name,
                                              guint               version,
                                              HeedDtype           dtype);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MarianModel, marian_model_free)

G_END_DECLS
