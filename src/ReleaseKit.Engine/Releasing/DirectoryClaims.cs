using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Releasing;

/// <summary>
/// Decides whose a folder is that several adapters claim: the first registered has it. The SDK's own adapters share folders, since
/// each of their manifests is a package of its own registry.
/// </summary>
internal sealed class DirectoryClaims(EcosystemCatalog ecosystems)
{
    private readonly List<Diagnostic> _warnings = [];

    /// <summary>A remark for each package that was left out.</summary>
    public ImmutableArray<Diagnostic> Warnings => [.. _warnings];

    /// <summary>The packages that stay.</summary>
    /// <param name="found">All that were found, in the order of their adapters.</param>
    public List<Package> Settle(IEnumerable<Package> found)
    {
        var kept = new List<Package>();
        var exclusive = ecosystems.Adapters.Where(adapter => adapter.IsExclusive).Select(adapter => adapter.Id).ToHashSet(StringComparer.Ordinal);
        var owners = new Dictionary<RelativePath, Package>();
        foreach (var package in found)
        {
            // Adapters come in order, those without a claim of their own last, so that an owner is always the earlier one.
            if (owners.TryGetValue(package.Directory, out var owner) && owner.Ecosystem != package.Ecosystem && exclusive.Contains(owner.Ecosystem))
            {
                _warnings.Add(CustomCodes.Claimed.At(
                    new SourceLocation(package.Manifest.Value),
                    $"{owner.Id} and {package.Id} claim the folder {package.Directory}: {owner.Id} has it, because {owner.Ecosystem} is registered first, and {package.Id} is left out. " +
                    $"Give one of them a folder of its own, or exclude it in [ecosystems.{package.Ecosystem}]."));
                continue;
            }

            owners.TryAdd(package.Directory, package);
            kept.Add(package);
        }

        return kept;
    }
}
