//! The columns that the pipeline understands, named alike by options, configuration and readers.

/// A column that the pipeline understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The comment itself.
    Text,
    /// Identifier of the comment, given back in the outputs.
    Id,
    /// Date of the comment, as written.
    Date,
    /// Touchpoint or step, as the export names it.
    Touchpoint,
    /// Channel, as the export names it.
    Channel,
    /// Rating, as written.
    Rating,
    /// Site, shop, agency or brand.
    Entity,
    /// The customer: one who writes several times has the same. It may be the column of the identifier too.
    Customer,
    /// Product or contract.
    Product,
}

impl Field {
    /// Every field, text first.
    pub const ALL: [Self; 9] = [
        Self::Text,
        Self::Id,
        Self::Date,
        Self::Touchpoint,
        Self::Channel,
        Self::Rating,
        Self::Entity,
        Self::Customer,
        Self::Product,
    ];

    /// Fields that routing and a history alone use: without them, they are read where they are asked for only.
    pub const OF_CUSTOMERS: [Self; 2] = [Self::Customer, Self::Product];

    /// Name of the option and of the configuration key.
    pub fn id(self) -> &'static str {
        ["text", "id", "date", "touchpoint", "channel", "rating", "entity", "customer", "product"]
            [self as usize]
    }
}
