using System.Globalization;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>A target framework such as <c>net10.0</c>, <c>net8.0-windows</c>, <c>netstandard2.0</c> or <c>net472</c>.</summary>
/// <param name="Identifier"><c>.NETCoreApp</c>, <c>.NETStandard</c> or <c>.NETFramework</c>.</param>
/// <param name="Version">The framework's version.</param>
/// <param name="Platform">The operating system the name asks for, lower-case; empty for none.</param>
internal sealed record TargetFrameworkName(string Identifier, Version Version, string Platform)
{
    /// <summary>The name's parts, or null when it is none of the three families.</summary>
    public static TargetFrameworkName? TryParse(string name)
    {
        var text = name.Trim().ToLowerInvariant();
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var platform = dash < 0 ? "" : text[(dash + 1)..].TrimEnd("0123456789.".ToCharArray());
        var framework = dash < 0 ? text : text[..dash];
        return framework switch
        {
            _ when Rest(framework, "netstandard") is { } version => Create(".NETStandard", version, platform),
            _ when Rest(framework, "netcoreapp") is { } version => Create(".NETCoreApp", version, platform),
            _ when Rest(framework, "net") is { } version && version.Contains('.', StringComparison.Ordinal) =>
                Create(version[0] is '1' or '2' or '3' or '4' && version[1] == '.' ? ".NETFramework" : ".NETCoreApp", version, platform),
            _ when Rest(framework, "net") is { Length: 2 or 3 } digits => Create(".NETFramework", string.Join('.', digits.AsEnumerable()), platform),
            _ => null,
        };
    }

    /// <summary>Whether code for <paramref name="other"/> runs here; null when that is not known.</summary>
    public bool? CanUse(TargetFrameworkName other)
    {
        if (Identifier == other.Identifier)
        {
            return Version >= other.Version && (other.Platform.Length == 0 || other.Platform == Platform);
        }

        if (other.Identifier != ".NETStandard")
        {
            // .NET Framework libraries can be forced onto .NET by an asset fallback, which nothing here relies on.
            return Identifier == ".NETStandard" || other.Identifier == ".NETCoreApp" ? false : null;
        }

        var highest = Identifier == ".NETCoreApp"
            ? Version.Major >= 3 ? new Version(2, 1) : Version.Major == 2 ? new Version(2, 0) : new Version(1, 6)
            : Version >= new Version(4, 6, 1) ? new Version(2, 0) : Version >= new Version(4, 5) ? new Version(1, 1) : new Version(0, 0);
        return other.Version <= highest;
    }

    private static string? Rest(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) && text.Length > prefix.Length && char.IsAsciiDigit(text[prefix.Length]) &&
        text[prefix.Length..].All(c => char.IsAsciiDigit(c) || c == '.')
            ? text[prefix.Length..] : null;

    private static TargetFrameworkName? Create(string identifier, string version, string platform) =>
        Version.TryParse(version.Contains('.', StringComparison.Ordinal) ? version : version + ".0", out var parsed)
            ? new TargetFrameworkName(identifier, parsed, platform) : null;

    /// <summary>The version as MSBuild writes it, such as <c>4.7.2</c>, with at least two numbers.</summary>
    public string VersionText => Version.Build > 0
        ? Version.ToString(3)
        : string.Create(CultureInfo.InvariantCulture, $"{Version.Major}.{Version.Minor}");
}
