namespace ReleaseKit.Core.Toml;

/// <summary>Which of TOML's four kinds of dates and times a value is.</summary>
public enum TomlDateTimeKind
{
    /// <summary>A date and time with an offset from UTC.</summary>
    OffsetDateTime,

    /// <summary>A date and time without an offset.</summary>
    LocalDateTime,

    /// <summary>A date alone.</summary>
    LocalDate,

    /// <summary>A time of day alone.</summary>
    LocalTime,
}
