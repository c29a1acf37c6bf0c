namespace ReleaseKit.Engine.Migrating;

/// <summary>A key of <c>releasekit.toml</c> that takes the place of another tool's.</summary>
/// <param name="Table">The table, such as <c>groups.core</c>; empty for the root.</param>
/// <param name="Key">The key.</param>
/// <param name="Toml">The value as TOML.</param>
/// <param name="Source">Where it was taken from: <c>file:line</c> and the tool's own key.</param>
public sealed record MigratedValue(string Table, string Key, string Toml, string Source);
