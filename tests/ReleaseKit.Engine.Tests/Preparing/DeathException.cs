namespace ReleaseKit.Engine.Tests.Preparing;

/// <summary>A run died.</summary>
internal sealed class DeathException : Exception;
