/* task.h — something to learn of which there are as many pairs as one likes
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * To add a task: one file here that ends in a HeedTask, one line in the table of
 * tasks.c, one line in meson.build.
 */

#pragma once

#include "engine/base/random.h"
#include "engine/files/json.h"
#include "engine/files/pairs.h"
#include "engine/heed.h"
#include "engine/text/tokenizer.h"
#include "engine/training/mixing/mixture.h"

G_BEGIN_DECLS

#define HEED_LONGEST_TASK_TEXT 200  /* tokens of copy, reverse and sort */

typedef struct _HeedTask HeedTask;

/* The "data" of a configuration that names a task. What a task does not use it
 * does not read. */
typedef struct {
  const HeedTask *task;             /* NULL: data are files */
  guint           n_pairs;
  guint           n_valid;
  guint           min_length;       /* tokens of copy, reverse and sort; digits of numbers */
  guint           max_length;
  char           *alphabet;         /* copy, reverse, sort: the characters there are, in order */
  gboolean        spaces;           /* copy, reverse, sort: one after each character */
  char           *lines_path;       /* correction: absolute, or NULL; right sentences */
  HeedMixtureOptions lines;         /* correction: several files of them instead */
  guint           column;           /* correction: which column of a line, from 1 */
  char           *confusions_path;  /* correction: absolute, or NULL; what sounds alike */
  char           *shapes_path;      /* correction: absolute, or NULL; what looks alike */
  double          replaced;         /* correction: the part of errors that replace a character */
  double          unchanged;        /* correction: the part of sentences without an error */
  guint           n_sentences;      /* correction: a text has at most so many */
} HeedTaskOptions;

struct _HeedTask
{
  HeedTaskInfo        info;
  HeedTokenizerKind   source_text;
  HeedTokenizerKind   target_text;
  guint               min_length;
  guint               max_length;
  const char *const  *members;      /* what it reads of a "data", beside what all do */
  const char         *alone;        /* a target whose word is in no other: it must be learned */

  /* What making pairs needs, or NULL if options are enough. */
  gpointer          (*open)  (const HeedTaskOptions  *options,
                              GCancellable           *cancellable,
                              GError                **error);
  void              (*close) (gpointer                data);

  /* One pair, by chance alone; both strings are empty before. */
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

/* The members of data that say which task it is and how. */
gboolean        heed_task_options_parse (HeedTaskOptions         *options,
                                         const HeedJson        *data,
                                         const char              *base_folder,
                                         GError                 **error);
void            heed_task_options_clear (HeedTaskOptions         *options);

/* No target is in both. */
gboolean        heed_task_make_pairs    (const HeedTaskOptions   *options,
                                         guint64                  seed,
                                         GCancellable            *cancellable,
                                         HeedPairs              **train,
                                         HeedPairs              **valid,
                                         GError                 **error);

/* A whole number from 0 to 999,999,999,999 in words. */
void            heed_number_append_english (GString *words,
                                            guint64  number);
void            heed_number_append_french  (GString *words,
                                            guint64  number);
void            heed_number_append_chinese (GString *words,
                                            guint64  number);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedTaskOptions, heed_task_options_clear)

G_END_DECLS
