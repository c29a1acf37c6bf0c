using System.Text.Json;
using ReleaseKit.Core.Scheduling;

namespace ReleaseKit.Engine.Scheduling;

/// <summary>What all processes of a run know of one registry's gate.</summary>
/// <param name="Uploads">What is left for files.</param>
/// <param name="NewPackages">What is left for packages that the registry does not know.</param>
/// <param name="ClosedUntil">Until when the registry asked to be left alone.</param>
internal sealed record GateState(TokenBucket Uploads, TokenBucket NewPackages, DateTimeOffset ClosedUntil)
{
    /// <summary>Full buckets and an open gate.</summary>
    public static GateState Fresh(RegistryBudget budget, DateTimeOffset now) =>
        new(new TokenBucket(Finite(budget.Uploads), now), new TokenBucket(Finite(budget.NewPackages), now), DateTimeOffset.MinValue);

    /// <summary>Reads a state; null when there is none or it is not one.</summary>
    public static GateState? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<GateState>(File.ReadAllBytes(path)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Replaces the file as a whole, so that a kill leaves the old or the new one.</summary>
    public void Write(string path)
    {
        var temporary = path + ".tmp";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(this));
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>The wait until both buckets have something.</summary>
    public TimeSpan Wait(RegistryBudget budget, bool isNew, DateTimeOffset now)
    {
        var files = Uploads.Wait(budget.Uploads, now);
        var packages = isNew ? NewPackages.Wait(budget.NewPackages, now) : TimeSpan.Zero;
        return files > packages ? files : packages;
    }

    /// <summary>The state after an upload began.</summary>
    public GateState Take(RegistryBudget budget, int files, bool isNew, DateTimeOffset now) => this with
    {
        Uploads = Kept(Uploads.Take(budget.Uploads, now, files)),
        NewPackages = isNew ? Kept(NewPackages.Take(budget.NewPackages, now, 1)) : NewPackages,
    };

    // JSON has no infinity; an unlimited bucket is full again as soon as it is asked.
    private static TokenBucket Kept(TokenBucket bucket) => double.IsFinite(bucket.Tokens) ? bucket : bucket with { Tokens = 0 };

    private static double Finite(RateBudget budget) => budget.IsUnlimited ? 0 : budget.Burst;
}
