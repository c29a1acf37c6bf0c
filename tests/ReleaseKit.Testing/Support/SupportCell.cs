namespace ReleaseKit.Testing.Support;

/// <summary>What one run of the tests says of one facet of one ecosystem.</summary>
public sealed record SupportCell
{
    /// <summary>How many tests passed that drove the real client.</summary>
    public int PassedWithClient { get; set; }

    /// <summary>How many tests passed that need none.</summary>
    public int Passed { get; set; }

    /// <summary>How many failed.</summary>
    public int Failed { get; set; }

    /// <summary>How many were skipped.</summary>
    public int Skipped { get; set; }

    /// <summary>Whether the facet works: nothing failed, nothing was left out, and the real client took part.</summary>
    public bool IsProven => PassedWithClient > 0 && Failed == 0 && Skipped == 0;
}
