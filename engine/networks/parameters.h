/* parameters.h — the learned numbers of a model, by name
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/weights.h"
#include "engine/tape/tensor.h"

G_BEGIN_DECLS

typedef struct _HeedParameters HeedParameters;

HeedParameters *heed_parameters_new          (void);
void            heed_parameters_free         (HeedParameters  *parameters);

/* A set that shares the numbers of parameters and has its own gradients, all zero. parameters must
 * outlive it. */
HeedParameters *heed_parameters_new_sharing  (HeedParameters  *parameters);

/* The same without gradients, for reading only. */
HeedParameters *heed_parameters_new_viewing  (HeedParameters  *parameters);

/* A set with a copy of the numbers. */
HeedParameters *heed_parameters_dup          (HeedParameters  *parameters);
HeedTensor     *heed_parameters_find         (HeedParameters  *parameters,
                                              const char      *name);
guint           heed_parameters_get_n        (HeedParameters  *parameters);
HeedTensor     *heed_parameters_get          (HeedParameters  *parameters,
                                              guint            i);
guint64         heed_parameters_count_values (HeedParameters  *parameters);

/* Checks, after the numbers were used, that the file that some of them are mapped from has not
 * changed. Errors: HEED_ERROR_DAMAGED. */
gboolean        heed_parameters_check_file   (HeedParameters  *parameters,
                                              GError         **error);
void            heed_parameters_clear_gradients (HeedParameters *parameters);

/* For tensor sources. values is borrowed; if NULL, the set allocates n_rows x n_columns zeros. */
HeedTensor     *heed_parameters_add          (HeedParameters  *parameters,
                                              const char      *name,
                                              guint            n_rows,
                                              guint            n_columns,
                                              float           *values);

/* Checks that so many more bytes fit into memory; name is for the error message. */
gboolean        heed_parameters_take_memory  (HeedParameters  *parameters,
                                              guint64          n_bytes,
                                              const char      *name,
                                              GError         **error);

/* Keeps a reference to the file that some of the values are mapped from. */
void            heed_parameters_keep         (HeedParameters  *parameters,
                                              HeedWeights     *weights);

/* A source for heed_network_bind(): user_data is a HeedParameters with all of the tensors. */
HeedTensor *heed_existing_source (gpointer      user_data,
                                  const char   *name,
                                  guint         n_rows,
                                  guint         n_columns,
                                  gboolean      is_optional,
                                  GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedParameters, heed_parameters_free)

G_END_DECLS
