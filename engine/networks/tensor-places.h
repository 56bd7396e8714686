/* tensor-places.h — maps the tensors of a network to the tensors of a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"
#include "engine/files/weights.h"

G_BEGIN_DECLS

#define HEED_MAX_GATES 4

/* Where a tensor of the model is in a file: rows first_row to last_row - 1 and columns first_column
 * to last_column - 1 of the file's tensor name; a last of 0 means up to the end. They become the
 * model's rows and columns, or its columns and rows if transposed, with each number multiplied by
 * scale. */
typedef struct {
  char     *name;
  guint     first_row;
  guint     last_row;
  guint     first_column;
  guint     last_column;
  guint     to_row;        /* of a part: its first row in the model's tensor */
  guint     to_column;     /* of a part: its first column in the model's tensor */
  gboolean  is_transposed;
  double    scale;
  guint     gates[HEED_MAX_GATES];  /* of a cell: the file's index of each of Heed's gates */
  guint     n_gates;       /* 0 if the file has Heed's order of gates */
  GArray   *parts;         /* of HeedTensorPlace, which together make the tensor; or NULL */
} HeedTensorPlace;

typedef struct _HeedTensorPlaces HeedTensorPlaces;

/* Reads the member "tensors" of a description, an object like
 *
 *     "decoder.output.weight": "decoder.dense.weight"
 *     "encoder.rnn.*": "encoder.gru.*"
 *     "decoder.attention.key.weight": {"name": "attn.weight", "columns": [12, 24]}
 *     "decoder.attention.key.weight": {"name": "linear_in.weight", "transposed": true}
 *     "encoder.embedding.weight": {"name": "lut.weight", "scale": 22.6}
 *     "decoder.bridge.h_l0.weight": [{"name": "a.weight", "to": [0, 0]},
 *                                    {"name": "b.weight", "to": [8, 8]}]
 *
 * A tensor without an entry has the same name in the file. Numbers that no part of a
 * list covers are zero. Also reads the members that apply to all tensors:
 *
 *     "transposed": true   weights are inputs x outputs, except embeddings
 *     "gates": "zrn"       the order of the gates of cells
 *
 * A single place can override either. description may be NULL. */
HeedTensorPlaces *heed_tensor_places_read  (const HeedJson    *description,
                                            GError           **error);
void              heed_tensor_places_free  (HeedTensorPlaces  *places);
HeedTensorPlace   heed_tensor_places_find  (HeedTensorPlaces  *places,
                                            const char        *name);
void              heed_tensor_place_clear  (HeedTensorPlace   *place);

/* Whether rows of the file are columns of the model's tensor; a vector is a row either way. */
gboolean          heed_tensor_place_turns  (const HeedTensorPlace *place,
                                            const HeedArray       *array);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTensorPlaces, heed_tensor_places_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedTensorPlace, heed_tensor_place_clear)

G_END_DECLS
