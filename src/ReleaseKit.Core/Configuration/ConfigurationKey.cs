namespace ReleaseKit.Core.Configuration;

/// <summary>One configuration key as users know it. Parsing, overriding and documentation all go by these.</summary>
/// <param name="Scope">Where it is written.</param>
/// <param name="Name">The key in TOML, such as <c>tag_format</c>.</param>
/// <param name="Property">
/// The MSBuild property that overrides it, such as <c>ReleaseTagFormat</c>; for an ecosystem's key a pattern with
/// <c>{Ecosystem}</c> in it; null for a package's key, which no property of the whole run can override.
/// </param>
/// <param name="Type">What values it has, in words: <c>boolean</c>, <c>"exact" or "caret"</c>.</param>
/// <param name="Default">What holds without it, in words or TOML.</param>
/// <param name="Description">What it does, in a sentence or two.</param>
public sealed record ConfigurationKey(ConfigurationScope Scope, string Name, string? Property, string Type, string Default, string Description)
{
    /// <summary>The whole path of an ecosystem's key, such as <c>ecosystems.python.registry_url</c>, with its property.</summary>
    public ConfigurationKey For(string ecosystem)
    {
        ArgumentException.ThrowIfNullOrEmpty(ecosystem);
        var capital = char.ToUpperInvariant(ecosystem[0]) + ecosystem[1..];
        return this with
        {
            Name = $"{ConfigurationKeys.EcosystemsTable}.{ecosystem}.{Name}",
            Property = Property?.Replace("{Ecosystem}", capital, StringComparison.Ordinal),
        };
    }
}
