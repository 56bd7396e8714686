/* task.h — tasks whose training pairs are generated
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * To add a task, add a file here that ends in a HeedTask, a line in the table of
 * tasks.c, and a line in meson.build.
 */

#pragma once

#include "engine/base/random.h"
#include "engine/files/json.h"
#include "engine/files/pairs.h"
#include "engine/heed.h"
#include "engine/text/tokenizer.h"
#include "engine/training/mixing/mixture.h"

G_BEGIN_DECLS

#define HEED_LONGEST_TASK_TEXT 200  /* in tokens, of copy, reverse and sort */

typedef struct _HeedTask HeedTask;

/* The "data" of a configuration that names a task. Members that a task does not use are not
 * read. */
typedef struct {
  const HeedTask *task;             /* NULL: the data are files */
  guint           n_pairs;
  guint           n_valid;
  guint           min_length;       /* tokens of copy, reverse and sort; digits of numbers */
  guint           max_length;
  char           *alphabet;         /* copy, reverse, sort: the characters to use, in order */
  gboolean        spaces;           /* copy, reverse, sort: a space after each character */
  char           *lines_path;       /* correction: absolute, or NULL; a file of correct sentences */
  HeedMixtureOptions lines;         /* correction: several such files instead */
  guint           column;           /* correction: column of a line that has the sentence, from 1 */
  char           *confusions_path;  /* correction: absolute, or NULL; characters that sound alike */
  char           *shapes_path;      /* correction: absolute, or NULL; characters that look alike */
  double          replaced;         /* correction: fraction of errors that replace a character */
  double          unchanged;        /* correction: fraction of sentences without an error */
  guint           n_sentences;      /* correction: maximum number of sentences of a text */
} HeedTaskOptions;

struct _HeedTask
{
  HeedTaskInfo        info;
  HeedTokenizerKind   source_text;
  HeedTokenizerKind   target_text;
  guint               min_length;
  guint               max_length;
  const char *const  *members;      /* its own members of "data", besides common ones */
  const char         *alone;        /* a target with a unique word: never held out */

  /* Returns the data that make() needs; NULL if the options are enough. */
  gpointer          (*open)  (const HeedTaskOptions  *options,
                              GCancellable           *cancellable,
                              GError                **error);
  void              (*close) (gpointer                data);

  /* Makes one random pair; both strings are empty at the start. */
  void              (*make)  (const HeedTaskOptions  *options,
                              gconstpointer           data,
                              HeedRandom             *random,
                              GString                *source,
                              GString                *target);
};

extern const HeedTask heed_task_copy;
extern const HeedTask heed_task_correction;
extern const HeedTask heed_task_dates;
extern const HeedTask heed_task_digits_en;
extern const HeedTask heed_task_digits_fr;
extern const HeedTask heed_task_digits_zh;
extern const HeedTask heed_task_reverse;
extern const HeedTask heed_task_sort;

const HeedTask *heed_task_find          (const char              *name);
char           *heed_task_list_names    (void);

/* Parses the members of data that name the task and its options. */
gboolean        heed_task_options_parse (HeedTaskOptions         *options,
                                         const HeedJson        *data,
                                         const char              *base_folder,
                                         GError                 **error);
void            heed_task_options_clear (HeedTaskOptions         *options);

/* No target is in both train and valid. */
gboolean        heed_task_make_pairs    (const HeedTaskOptions   *options,
                                         guint64                  seed,
                                         GCancellable            *cancellable,
                                         HeedPairs              **train,
                                         HeedPairs              **valid,
                                         GError                 **error);

/* Append a whole number from 0 to 999,999,999,999 in words. */
void            heed_number_append_english (GString *words,
                                            guint64  number);
void            heed_number_append_french  (GString *words,
                                            guint64  number);
void            heed_number_append_chinese (GString *words,
                                            guint64  number);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedTaskOptions, heed_task_options_clear)

G_END_DECLS
