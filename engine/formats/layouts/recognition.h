/* recognition.h — for layouts: finds tensors by name and shape
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"

#include "engine/files/weights-file.h"
#include "engine/text/tokenizer.h"

G_BEGIN_DECLS

/* json is the description as a person would write it beside the weights; why
 * has, under the same keys, what each of them was seen by; guessed, under the
 * keys of those that nothing shows, a list of what else they may be. Where the
 * weights fit several models, choose has an object of fields for each, with a
 * title, and json lacks the field that chosen_by names, or all of them. */
typedef struct {
  const char            *path;
  HeedWeights           *weights;
  const HeedPickleValue *root;       /* what else torch.save() wrote; NULL: nothing */
  HeedJson              *json;
  HeedJson              *why;
  HeedJson              *guessed;
  HeedJson              *choose;     /* NULL: there is nothing to choose */
  const char            *chosen_by;  /* NULL: any of the fields */
} HeedRecognition;

/* One way of naming and shaping the tensors of a model. recognise fills json
 * and why and gives TRUE, or gives FALSE: without an error the weights are not
 * of this layout, with one they are, but cannot be run. */
typedef struct {
  const char *name;   /* "d2l": a word to find its example by */
  const char *title;  /* what people call it */
  gboolean  (*recognise) (HeedRecognition  *recognition,
                          GError          **error);
} HeedLayout;

/* Nothing is known yet. path lives as long as the recognition. */
void             heed_recognition_begin       (HeedRecognition    *recognition,
                                               const char         *path);

void             heed_recognition_clear       (HeedRecognition    *recognition);

/* What layouts look with. _find_module gives the prefix, often "encoder.", of
 * the first group of tensors that has all names in has and none in lacks, and
 * recurrent weights under one of the names people use; NULL if there is none.
 * Both lists end in NULL; lacks may be NULL. rnn is what the recurrent weights
 * are called ("gru"); NULL: they need not be there. */
char            *heed_recognition_find_module (HeedRecognition    *recognition,
                                               const char *const  *has,
                                               const char *const  *lacks,
                                               const char        **rnn);
const HeedArray *heed_recognition_find        (HeedRecognition    *recognition,
                                               const char         *prefix,
                                               const char         *name);

/* The name of a file beside the weights, by where somebody's settings say that it
 * was; it goes with the model. NULL if it is not there. */
char            *heed_recognition_find_file   (HeedRecognition    *recognition,
                                               const char         *named);

/* Of a matrix; a vector is a matrix of one row. 0 x 0 if there is none. */
void             heed_recognition_get_shape   (HeedRecognition    *recognition,
                                               const char         *prefix,
                                               const char         *name,
                                               gsize              *n_rows,
                                               gsize              *n_columns);

/* How many tensors there are called before + 0, 1, ... + behind. */
guint            heed_recognition_count_layers (HeedRecognition   *recognition,
                                               const char         *prefix,
                                               const char         *before,
                                               const char         *behind);

/* What layouts say: a field of the description, and how it was seen. */
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

/* Nothing shows this field, which was said before; others are what else it may
 * be: "post", "1 2 4 8" (numbers are written as such), or "". */
void             heed_recognition_mark_guess  (HeedRecognition    *recognition,
                                               const char         *key,
                                               const char         *others);

/* One of the models that the weights fit: what it is, and its fields as JSON. key
 * is a field that differs among them; NULL: each of the fields does for itself, and
 * who says one of them leaves the others to be guessed, as the first has them. */
void             heed_recognition_ask         (HeedRecognition    *recognition,
                                               const char         *key,
                                               const char         *title,
                                               const char         *fields);

/* parts: "context embedding" */
void             heed_recognition_say_parts   (HeedRecognition    *recognition,
                                               const char         *key,
                                               const char         *parts,
                                               const char         *why);

/* ids: HEED_NO_TOKEN is left out */
void             heed_recognition_say_tokens  (HeedRecognition    *recognition,
                                               guint32             unknown,
                                               guint32             padding,
                                               guint32             begin,
                                               guint32             end,
                                               const char         *why);

/* How text becomes tokens, where there are words: split at spaces. */
void             heed_recognition_say_text_rules (HeedRecognition *recognition,
                                               const char         *key,
                                               HeedTextRules       rules,
                                               const char         *why);

/* The same by another tokenizer, and by the file beside the weights that splits;
 * NULL: none is needed. _say_no_text: there is one, but not for this program. */
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

/* The tensor that the engine calls name is prefix + theirs; a * at the end of
 * both stands for the same rest. */
void             heed_recognition_say_tensor  (HeedRecognition    *recognition,
                                               const char         *name,
                                               const char         *prefix,
                                               const char         *theirs);

/* Rows and columns of somebody's tensor, last 0 being the end, and where in the
 * engine's they stand; scale 0 leaves the numbers as they are. */
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

/* side is "encoder" or "decoder"; rnn as _find_module gave it. */
void             heed_recognition_say_rnn     (HeedRecognition    *recognition,
                                               const char         *side,
                                               const char         *prefix,
                                               const char         *rnn);

/* What a decoder's cell reads, told from its width: an embedding, or more, which
 * is the attentional state then. cell is the weight that reads, "rnn.weight_ih_l0". */
void             heed_recognition_say_feeding (HeedRecognition    *recognition,
                                               const char         *cell_prefix,
                                               const char         *cell,
                                               const char         *embedding_prefix,
                                               const char         *embedding);

/* All that an encoder and a decoder with "embedding" and these cells have alike:
 * _say_cell() of the decoder, and where the embeddings and cells are. */
gboolean         heed_recognition_say_modules (HeedRecognition    *recognition,
                                               const char         *encoder,
                                               const char         *encoder_rnn,
                                               const char         *decoder,
                                               const char         *decoder_rnn,
                                               GError            **error);

/* The family, and from the shape of the recurrent weights which cell it is. The
 * error names the tensor. */
gboolean         heed_recognition_say_cell    (HeedRecognition    *recognition,
                                               const char         *prefix,
                                               const char         *rnn,
                                               GError            **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedRecognition, heed_recognition_clear)

G_END_DECLS
