namespace ReleaseKit.Engine.Tests.Reliability;

/// <summary>Which client a lane finds on its machine.</summary>
internal enum FaultClient
{
    /// <summary>The real one.</summary>
    Real,

    /// <summary>None.</summary>
    Missing,

    /// <summary>One that never ends.</summary>
    Hanging,
}
