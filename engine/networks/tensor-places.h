/* tensor-places.h — which tensor of a file is which tensor of a network
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"
#include "engine/files/weights.h"

G_BEGIN_DECLS

#define HEED_MAX_GATES 4

/* Rows and columns from first to before last of the tensor called name; last 0
 * is the end. They become the model's rows and columns, or its columns and rows
 * if they are transposed, each number times scale. */
typedef struct {
  char     *name;
  guint     first_row;
  guint     last_row;
  guint     first_column;
  guint     last_column;
  guint     to_row;        /* of a part: where in the model's tensor it stands */
  guint     to_column;
  gboolean  is_transposed;
  double    scale;
  guint     gates[HEED_MAX_GATES];  /* of a cell: which of the file's gates each of ours is */
  guint     n_gates;       /* 0: they are in our order */
  GArray   *parts;         /* of HeedTensorPlace; NULL: the place is all of it */
} HeedTensorPlace;

typedef struct _HeedTensorPlaces HeedTensorPlaces;

/* json is an object like
 *
 *     "decoder.output.weight": "decoder.dense.weight"
 *     "encoder.rnn.*": "encoder.gru.*"
 *     "decoder.attention.key.weight": {"name": "attn.weight", "columns": [12, 24]}
 *     "decoder.attention.key.weight": {"name": "linear_in.weight", "transposed": true}
 *     "encoder.embedding.weight": {"name": "lut.weight", "scale": 22.6}
 *     "decoder.bridge.h_l0.weight": [{"name": "a.weight", "to": [0, 0]},
 *                                    {"name": "b.weight", "to": [8, 8]}]
 *
 * A name that it does not have is the same in the file. What no part of a list
 * fills is zero. json may be NULL. */
HeedTensorPlaces *heed_tensor_places_parse (const HeedJson    *json,
                                            GError           **error);

/* The member "tensors" of a description, and what it says of all of them:
 *
 *     "transposed": true   weights are inputs x outputs, except embeddings
 *     "gates": "zrn"       in which order the gates of cells are
 *
 * A place may say either of itself. */
HeedTensorPlaces *heed_tensor_places_read  (const HeedJson    *description,
                                            GError           **error);
void              heed_tensor_places_free  (HeedTensorPlaces  *places);
HeedTensorPlace   heed_tensor_places_find  (HeedTensorPlaces  *places,
                                            const char        *name);
void              heed_tensor_place_clear  (HeedTensorPlace   *place);

/* Whether rows of the file are columns of ours; a vector is a row either way. */
gboolean          heed_tensor_place_turns  (const HeedTensorPlace *place,
                                            const HeedArray       *array);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTensorPlaces, heed_tensor_places_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedTensorPlace, heed_tensor_place_clear)

G_END_DECLS
