using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.Releasing;

/// <summary>Reads <c>ReleaseBump</c> and <c>ReleaseAs</c>, which ask for bumps and versions outright.</summary>
internal static class ExplicitOptions
{
    private static readonly Dictionary<string, BumpLevel> Levels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["patch"] = BumpLevel.Patch,
        ["minor"] = BumpLevel.Minor,
        ["major"] = BumpLevel.Major,
    };

    /// <summary>The versions that are asked for by name: <c>core=2.0.0;npm:@acme/x=3.1.0</c>.</summary>
    /// <param name="options">The properties.</param>
    /// <param name="resolve">Finds a package by id or name.</param>
    /// <exception cref="ReleaseException"><c>RK-PLAN-EXPLICIT</c>, and what <paramref name="resolve"/> throws.</exception>
    public static ImmutableDictionary<PackageId, ExplicitBump> Versions(PlanOptions options, Func<string, PackageId> resolve)
    {
        var result = ImmutableDictionary.CreateBuilder<PackageId, ExplicitBump>();
        foreach (var item in Items(options).Where(item => item.Contains('=', StringComparison.Ordinal)))
        {
            var cut = item.LastIndexOf('=');
            var id = resolve(item[..cut].Trim());
            if (!result.TryAdd(id, new ExplicitBump(BumpLevel.None, item[(cut + 1)..].Trim(), $"ReleaseAs={Line(item)}")))
            {
                throw new ReleaseException(PlanCodes.Explicit.Create($"ReleaseAs names {id} twice. Ask for one version."));
            }
        }

        foreach (var (id, version) in options.Chosen.Where(chosen => !result.ContainsKey(chosen.Key)))
        {
            result[id] = new ExplicitBump(BumpLevel.None, version, "chosen in the pull request");
        }

        return result.ToImmutable();
    }

    /// <summary>What is asked for of every selected package; null when nothing is.</summary>
    /// <exception cref="ReleaseException"><c>RK-PLAN-EXPLICIT</c>.</exception>
    public static ExplicitBump? ForAll(PlanOptions options)
    {
        var versions = Items(options).Where(item => !item.Contains('=', StringComparison.Ordinal)).ToArray();
        return (versions.Length, options.Bump.Length) switch
        {
            (0, 0) => null,
            (0, _) when Levels.TryGetValue(options.Bump, out var level) => new ExplicitBump(level, null, $"ReleaseBump={level.ToString().ToLowerInvariant()}"),
            (0, _) => throw new ReleaseException(PlanCodes.Explicit.Create($"ReleaseBump is '{Line(options.Bump)}'. Write patch, minor or major.")),
            (1, 0) => new ExplicitBump(BumpLevel.None, versions[0], $"ReleaseAs={Line(versions[0])}"),
            (1, _) => throw new ReleaseException(PlanCodes.Explicit.Create($"ReleaseAs={Line(versions[0])} and ReleaseBump={Line(options.Bump)} ask for different things. Pass one of them.")),
            _ => throw new ReleaseException(PlanCodes.Explicit.Create($"ReleaseAs holds several versions without names: {Line(string.Join(", ", versions))}. Write name=version for each.")),
        };
    }

    private static string[] Items(PlanOptions options) => options.As.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Line(string text) => DisplayText.Line(text);
}
