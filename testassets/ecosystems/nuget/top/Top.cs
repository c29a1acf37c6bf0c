namespace Contract;

public static class Top
{
    public const int Twice = 2 * Base.Value;
}
