/* parameters.h — the learned numbers of a model, by name
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/base/random.h"
#include "engine/files/weights.h"
#include "engine/networks/tensor-places.h"
#include "engine/networks/unread.h"
#include "engine/tape/tensor.h"

G_BEGIN_DECLS

typedef struct _HeedParameters HeedParameters;

HeedParameters *heed_parameters_new          (void);
void            heed_parameters_free         (HeedParameters  *parameters);

/* A set over the same numbers with gradients of its own, all zero. The other
 * set must outlive it. */
HeedParameters *heed_parameters_new_sharing  (HeedParameters  *parameters);

/* The same without gradients, for looking only. */
HeedParameters *heed_parameters_new_viewing  (HeedParameters  *parameters);

/* A set with numbers of its own. */
HeedParameters *heed_parameters_dup          (HeedParameters  *parameters);
HeedTensor     *heed_parameters_find         (HeedParameters  *parameters,
                                              const char      *name);
guint           heed_parameters_get_n        (HeedParameters  *parameters);
HeedTensor     *heed_parameters_get          (HeedParameters  *parameters,
                                              guint            i);
guint64         heed_parameters_count_values (HeedParameters  *parameters);

/* Whether the file that some of the numbers are used from is as it was: to be asked after they
 * were. Errors: DAMAGED. */
gboolean        heed_parameters_check_file   (HeedParameters  *parameters,
                                              GError         **error);
void            heed_parameters_clear_gradients (HeedParameters *parameters);

/* Three sources for heed_recurrent_bind(), each with its struct as user_data. */

/* The numbers of a file, found under the name that places gives or else under
 * their own. The file is kept open as long as the parameters live. */
typedef struct {
  HeedParameters   *parameters;  /* where they are added */
  HeedWeights      *weights;
  HeedTensorPlaces *places;
  HeedCoverage     *coverage;    /* where it is noted what was read; or NULL */
  gboolean adds_biases; /* one that the file has for an embedding is added to each row of it */
} HeedFileSource;

HeedTensor *heed_file_source     (gpointer      user_data,
                                  const char   *name,
                                  guint         n_rows,
                                  guint         n_columns,
                                  gboolean      is_optional,
                                  GError      **error);

typedef struct {
  HeedParameters *parameters;
  HeedRandom     *random;
} HeedRandomSource;

HeedTensor *heed_random_source   (gpointer      user_data,
                                  const char   *name,
                                  guint         n_rows,
                                  guint         n_columns,
                                  gboolean      is_optional,
                                  GError      **error);

/* user_data is a HeedParameters that has them. */
HeedTensor *heed_existing_source (gpointer      user_data,
                                  const char   *name,
                                  guint         n_rows,
                                  guint         n_columns,
                                  gboolean      is_optional,
                                  GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedParameters, heed_parameters_free)

G_END_DECLS
