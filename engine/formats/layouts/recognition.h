/* recognition.h — helpers for layouts: finding tensors by name and shape, writing the description
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"

#include "engine/files/weights-file.h"
#include "engine/text/tokenizer.h"

G_BEGIN_DECLS

/* json is the description, as a user would write it next to the weights; why has, under the same
 * keys, the evidence for each field; guessed has, for fields without evidence, a list of other
 * possible values. If the weights fit several models, choose has an object for each, with its
 * fields and a title, and json lacks the field named by chosen_by, or all of them. */
typedef struct {
  const char            *path;
  HeedWeights           *weights;
  const HeedPickleValue *root;       /* other contents of the file of torch.save(); NULL: none */
  HeedJson              *json;
  HeedJson              *why;
  HeedJson              *guessed;
  HeedJson              *choose;     /* NULL: there is nothing to choose */
  const char            *chosen_by;  /* NULL: any of the fields */
} HeedRecognition;

/* One way of naming and shaping the tensors of a model. recognise fills in json and why and
 * returns TRUE; FALSE without an error if the weights do not have this layout, FALSE with an
 * error if they do but are not supported. */
typedef struct {
  const char *name;   /* such as "d2l": identifies its example */
  const char *title;  /* the usual name of the model */
  gboolean  (*recognise) (HeedRecognition  *recognition,
                          GError          **error);
} HeedLayout;

/* Initialises an empty recognition. path must outlive the recognition. */
void             heed_recognition_begin       (HeedRecognition    *recognition,
                                               const char         *path);

void             heed_recognition_clear       (HeedRecognition    *recognition);

/* Search functions for layouts. _find_module returns the prefix, often "encoder.", of the first
 * group of tensors that has all names in has and none in lacks, and recurrent weights with one
 * of the usual names; NULL if there is none. Both lists are NULL-terminated; lacks may be NULL.
 * rnn is set to the name of the recurrent weights ("gru"); if it is NULL, there need not be any. */
char            *heed_recognition_find_module (HeedRecognition    *recognition,
                                               const char *const  *has,
                                               const char *const  *lacks,
                                               const char        **rnn);
const HeedArray *heed_recognition_find        (HeedRecognition    *recognition,
                                               const char         *prefix,
                                               const char         *name);

/* Returns the base name of a file next to the weights, given its path in the settings of another
 * program, or NULL if it does not exist. It belongs to the model. */
char            *heed_recognition_find_file   (HeedRecognition    *recognition,
                                               const char         *named);

/* Returns the shape of a matrix; a vector is a matrix of one row. 0 x 0 if there is none. */
void             heed_recognition_get_shape   (HeedRecognition    *recognition,
                                               const char         *prefix,
                                               const char         *name,
                                               gsize              *n_rows,
                                               gsize              *n_columns);

/* Counts the tensors named before + 0, 1, ... + behind. */
guint            heed_recognition_count_layers (HeedRecognition   *recognition,
                                               const char         *prefix,
                                               const char         *before,
                                               const char         *behind);

/* Set a field of the description, and the evidence for it. */
void             heed_recognition_say_text    (HeedRecognition    *recognition,
                                               const char         *key,
                                               const char         *value,
                                               const char         *why);
void             heed_recognition_say_count   (HeedRecognition    *recognition,
                                               const char         *key,
                                               guint               value,
                                               const char         *why);
void             heed_recognition_say_number  (HeedRecognition    *recognition,
                                               const char         *key,
                                               double              value,
                                               const char         *why);
void             heed_recognition_say_boolean (HeedRecognition    *recognition,
                                               const char         *key,
                                               gboolean            value,
                                               const char         *why);

/* Marks a field that was set as a guess without evidence; others lists the other possible
 * values: "post", "1 2 4 8" (numbers are written as such), or "". */
void             heed_recognition_mark_guess  (HeedRecognition    *recognition,
                                               const char         *key,
                                               const char         *others);

/* Adds one of the models that the weights fit: its title, and its fields as JSON. key is a field
 * that differs among them; NULL: any of the fields is enough to choose, and if only some are
 * given, the others are guessed with the values of the first model. */
void             heed_recognition_ask         (HeedRecognition    *recognition,
                                               const char         *key,
                                               const char         *title,
                                               const char         *fields);

/* parts: such as "context embedding" */
void             heed_recognition_say_parts   (HeedRecognition    *recognition,
                                               const char         *key,
                                               const char         *parts,
                                               const char         *why);

/* ids: HEED_NO_TOKEN is omitted */
void             heed_recognition_say_tokens  (HeedRecognition    *recognition,
                                               guint32             unknown,
                                               guint32             padding,
                                               guint32             begin,
                                               guint32             end,
                                               const char         *why);

/* Sets the rules for a text that is split at spaces. */
void             heed_recognition_say_text_rules (HeedRecognition *recognition,
                                               const char         *key,
                                               HeedTextRules       rules,
                                               const char         *why);

/* _say_text_file does the same for another tokenizer and its file next to the weights; NULL: it
 * needs none. _say_no_text records that the tokenizer is not supported. */
void             heed_recognition_say_text_file (HeedRecognition  *recognition,
                                               const char         *key,
                                               const char         *tokenizer,
                                               const char         *file,
                                               HeedTextRules       rules,
                                               const char         *why);
void             heed_recognition_say_no_text (HeedRecognition    *recognition,
                                               const char         *key,
                                               const char         *reason,
                                               const char         *why);
void             heed_recognition_say_both_text_rules (HeedRecognition *recognition,
                                               HeedTextRules       rules,
                                               const char         *why);

/* Maps the tensor that the engine calls name to prefix + theirs; a * at the end of both stands
 * for the same suffix. */
void             heed_recognition_say_tensor  (HeedRecognition    *recognition,
                                               const char         *name,
                                               const char         *prefix,
                                               const char         *theirs);

/* A block of rows and columns of a foreign tensor, where 0 as last means its end, and its
 * position in the engine's tensor; scale 0 leaves the numbers unchanged. */
typedef struct {
  const char *prefix;
  const char *name;
  gsize       first_row;
  gsize       last_row;
  gsize       first_column;
  gsize       last_column;
  gsize       to_row;
  gsize       to_column;
  gboolean    is_transposed;
  double      scale;
} HeedTheirPart;

void             heed_recognition_say_parts_of (HeedRecognition   *recognition,
                                               const char         *name,
                                               const HeedTheirPart *parts,
                                               guint               n_parts);

/* side is "encoder" or "decoder"; rnn is the result of _find_module. */
void             heed_recognition_say_rnn     (HeedRecognition    *recognition,
                                               const char         *side,
                                               const char         *prefix,
                                               const char         *rnn);

/* Derives the input of a decoder's cell from its width: an embedding, or, if it is wider, an
 * embedding and the attentional state. cell is the input weight, such as "rnn.weight_ih_l0". */
void             heed_recognition_say_feeding (HeedRecognition    *recognition,
                                               const char         *cell_prefix,
                                               const char         *cell,
                                               const char         *embedding_prefix,
                                               const char         *embedding);

/* Sets what an encoder and a decoder with "embedding" and these cells have in common:
 * _say_cell() for the decoder, and the places of embeddings and cells. */
gboolean         heed_recognition_say_modules (HeedRecognition    *recognition,
                                               const char         *encoder,
                                               const char         *encoder_rnn,
                                               const char         *decoder,
                                               const char         *decoder_rnn,
                                               GError            **error);

/* Sets the family, and the kind of cell from the shape of the recurrent weights. The error names
 * the tensor. */
gboolean         heed_recognition_say_cell    (HeedRecognition    *recognition,
                                               const char         *prefix,
                                               const char         *rnn,
                                               GError            **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedRecognition, heed_recognition_clear)

G_END_DECLS
