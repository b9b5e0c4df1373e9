//! How values that travel as text look in the OpenAPI document.

/// Gives a type that serialises as a string its schema.
macro_rules! text_schema {
    ($name:ident, |$builder:ident| $facts:expr) => {
        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                let $builder =
                    utoipa::openapi::schema::Object::builder().schema_type(utoipa::openapi::schema::Type::String);
                $facts.build().into()
            }
        }
        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}
    };
}

pub(crate) use text_schema;
