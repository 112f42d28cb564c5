//! The table's rows, served.

use axum::{
    Router,
    http::{Method, StatusCode, Uri},
    middleware::from_fn_with_state,
};

use super::{
    Http, Problem,
    access::guard,
    layers::Guards,
    routes::{self, Row},
    viewed::remember,
};

pub(super) fn router(http: Http) -> Router {
    of(routes::table(), http)
}

pub(super) fn of(table: Vec<Row>, http: Http) -> Router {
    let router = table.into_iter().fold(Router::new(), |router, row| serve(router, row, &http));
    let router = router
        .fallback(async |uri: Uri| Problem::not_found("place").at(uri.path()))
        .method_not_allowed_fallback(not_allowed);
    let guards = Guards::new(http.limits, http.environment.new_id, http.measures.clone(), http.closing.clone());
    guards.around(router).with_state(http)
}

/// Nothing is served that isn't a row, and no row is served without its guard.
fn serve(router: Router<Http>, row: Row, http: &Http) -> Router<Http> {
    let row_permission = row.permission();
    let handlers = match row.remembered {
        Some(read_model) => row.handlers.route_layer(from_fn_with_state((http.clone(), read_model), remember)),
        None => row.handlers,
    };
    let handlers = match row_permission {
        Some(permission) => handlers.route_layer(from_fn_with_state((http.clone(), permission), guard)),
        None => handlers,
    };
    router.route(&row.path, handlers)
}

async fn not_allowed(method: Method) -> Problem {
    let detail = format!("nothing here answers to {method}; the header Allow says what does");
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "request.method", detail)
}
