using System.Globalization;

namespace ReleaseKit.Core.Scheduling;

/// <summary>How fast a registry takes files, and files of packages that it does not know yet.</summary>
/// <param name="Uploads">For every file.</param>
/// <param name="NewPackages">In addition, for the first upload of a package.</param>
public sealed record RegistryBudget(RateBudget Uploads, RateBudget NewPackages)
{
    private const double MinutesPerHour = 60;
    private const double MinutesPerDay = 1440;

    /// <summary>A registry without limits, such as one of one's own.</summary>
    public static RegistryBudget Unlimited { get; } = new(RateBudget.Unlimited, RateBudget.Unlimited);

    /// <summary>The limits that public registries state, by host; npm states none, so its are merely polite.</summary>
    private static readonly Dictionary<string, RegistryBudget> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["index.crates.io"] = new(new RateBudget(30, 1), new RateBudget(5, 0.1)),
        ["registry.npmjs.org"] = new(new RateBudget(300, 120), RateBudget.Unlimited),
        ["upload.pypi.org"] = new(new RateBudget(600, 240), new RateBudget(20, 20 / MinutesPerHour)),

        // Four new packages in two minutes; that it takes twelve a day it says itself.
        ["pub.dev"] = new(new RateBudget(200, 200 / MinutesPerDay), new RateBudget(4, 2)),
        ["api.nuget.org"] = new(new RateBudget(350, 350 / MinutesPerHour), RateBudget.Unlimited),
    };

    /// <summary>The budget of a registry as far as it is known.</summary>
    public static RegistryBudget For(Uri registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return Known.GetValueOrDefault(registry.Host, Unlimited);
    }

    /// <summary>The budget with what is configured; null leaves a value as it is.</summary>
    public RegistryBudget With(UploadLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return new RegistryBudget(
            Override(Uploads, limits.Burst, limits.PerMinute), Override(NewPackages, limits.NewBurst, limits.NewPerMinute));
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static RegistryBudget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var numbers = text.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return numbers is [var burst, var perMinute, var newBurst, var newPerMinute]
            ? new RegistryBudget(new RateBudget(burst, perMinute), new RateBudget(newBurst, newPerMinute))
            : throw new FormatException($"'{text}' is no budget: four numbers are expected.");
    }

    /// <summary>Four numbers: burst and refill per minute of uploads, then of new packages.</summary>
    public override string ToString() => string.Join(
        ' ', new[] { Uploads.Burst, Uploads.PerMinute, NewPackages.Burst, NewPackages.PerMinute }.Select(n => n.ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>One value alone makes the other 1: a burst refilled once a minute, or single uploads at that rate.</summary>
    private static RateBudget Override(RateBudget budget, double? burst, double? perMinute) =>
        burst is null && perMinute is null ? budget
        : new RateBudget(burst ?? Finite(budget.Burst), perMinute ?? Finite(budget.PerMinute));

    private static double Finite(double value) => double.IsFinite(value) ? value : 1;
}
