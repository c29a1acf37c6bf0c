using System.Numerics;

namespace ReleaseKit.Core.Versions.Semantic;

/// <summary>Raises versions as node-semver's <c>inc</c> does.</summary>
internal static class PrereleaseIncrement
{
    public static SemanticVersion? Apply(SemanticVersion version, SemanticIncrement increment, string identifier, int? first) => increment switch
    {
        SemanticIncrement.Release => version.IsPrerelease ? With(version, "") : null,
        _ when !(identifier.Length == 0 ? first is not null : Identifiers.AreValid(identifier, allowLeadingZeros: false)) => null,
        SemanticIncrement.Premajor => First(version.Major + 1, 0, 0, identifier, first),
        SemanticIncrement.Preminor => First(version.Major, version.Minor + 1, 0, identifier, first),
        SemanticIncrement.Prepatch => First(version.Major, version.Minor, version.Patch + 1, identifier, first),
        _ when !version.IsPrerelease => First(version.Major, version.Minor, version.Patch + 1, identifier, first),
        _ => Next(version, identifier, first),
    };

    private static SemanticVersion First(long major, long minor, long patch, string identifier, int? first) =>
        SemanticVersion.FromParts(major, minor, patch, Written(identifier, first));

    private static SemanticVersion? Next(SemanticVersion version, string identifier, int? first)
    {
        var identifiers = version.Prerelease.Split('.').ToList();
        var last = identifiers.FindLastIndex(IsNumber);
        if (last < 0 && first is null && identifier == version.Prerelease)
        {
            return null;
        }

        if (last < 0)
        {
            identifiers.Add($"{first ?? 0}");
        }
        else
        {
            identifiers[last] = (BigInteger.Parse(identifiers[last]) + 1).ToString();
        }

        var wanted = identifier.Length == 0 ? [] : identifier.Split('.');
        var continues = identifiers.Take(wanted.Length).SequenceEqual(wanted) && (wanted.Length == 0 || (wanted.Length < identifiers.Count && IsNumber(identifiers[wanted.Length])));
        return With(version, continues ? string.Join('.', identifiers) : Written(identifier, first));
    }

    private static string Written(string identifier, int? first) =>
        identifier.Length == 0 ? $"{first}" : first is null ? identifier : $"{identifier}.{first}";

    private static bool IsNumber(string identifier) => identifier.All(char.IsAsciiDigit);

    private static SemanticVersion With(SemanticVersion version, string prerelease) => SemanticVersion.FromParts(version.Major, version.Minor, version.Patch, prerelease);
}
