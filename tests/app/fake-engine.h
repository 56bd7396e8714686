/* fake-engine.h — a fake engine that is controlled by the test
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* While the gate is shut, the engine's thread waits before
 * it creates a session and before each step. */
void  fake_engine_shut_gate          (void);
void  fake_engine_open_gate          (void);
/* Lets one waiting call pass, and returns once it has. */
void  fake_engine_let_one_pass       (void);
/* Returns once the engine's thread waits at the gate. */
void  fake_engine_wait_at_gate       (void);

/* Every step from this position on fails; G_MAXUINT, the default: no step fails. */
void  fake_engine_fail_at            (guint position);

/* Totals since the program began. */
guint fake_engine_get_n_steps_taken  (void);
guint fake_engine_get_n_sessions     (void);
guint fake_engine_get_n_models_alive (void);
guint fake_engine_get_n_interventions (void);  /* set and cleared */

/* The thread that last ran a function of the engine. */
GThread *fake_engine_get_thread      (void);

G_END_DECLS
