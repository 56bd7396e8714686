/* fixture.h — a small model with reference values from PyTorch
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "engine/files/weights.h"
#include "engine/heed.h"
#include "engine/networks/blueprint.h"
#include "engine/networks/parameters.h"
#include "engine/networks/recurrent-loss.h"

typedef struct {
  char             *folder;
  JsonObject       *expected;    /* expected.json */
  HeedWeights      *gradients;   /* float64 */
  HeedTensorPlaces *places;      /* as recognised from the tensors' names and shapes */
  HeedParameters   *parameters;  /* as loaded from the file */
  HeedBlueprint     blueprint;
  JsonParser       *parser;
} Fixture;

Fixture      *fixture_load     (const char  *name);
void          fixture_free     (Fixture     *fixture);

/* Binds the model to a copy of its parameters that can be trained. */
HeedRecurrent fixture_bind     (Fixture         *fixture,
                                HeedParameters  *parameters);

/* Loads the model through the public interface. */
HeedModel    *fixture_load_model (const char *name);

/* One sentence of the batch, without padding. */
guint32      *fixture_source   (Fixture         *fixture,
                                guint            sentence,
                                guint           *n_ids);

/* The batch of the fixture: source, target and loss weights. */
typedef struct {
  HeedTokenBatch   source;
  HeedTargetBatch  target;
  guint32         *numbers[5];
} FixtureBatch;

FixtureBatch  fixture_batch       (Fixture       *fixture);
void          fixture_batch_clear (FixtureBatch  *batch);

/* The JSON node at a path such as "f64/enc/enc_outputs/0/3". */
JsonNode     *fixture_get      (Fixture     *fixture,
                                const char  *path);
double        fixture_number   (Fixture     *fixture,
                                const char  *path);
guint         fixture_count    (Fixture     *fixture,
                                const char  *path);

/* Checks the gradients of all tensors of the file against those of the fixture. */
void          fixture_assert_gradients (Fixture         *fixture,
                                        HeedParameters  *trained);

/* Returns five times the error of PyTorch's own float32, but at least 1e-6. */
double        fixture_tolerance (Fixture    *fixture,
                                 const char *quantity);
gboolean      fixture_knows     (Fixture    *fixture,
                                 const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FixtureBatch, fixture_batch_clear)
